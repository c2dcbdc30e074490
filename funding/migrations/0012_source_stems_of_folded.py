"""The title of a source is no folded name: it stands beside one that is empty. Nothing is counted of the stems (0008)."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0011_recipient_text_names_nobody"),
        ("projects", "0005_search_words_once"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="source",
            name="source_stems",
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.Value(""),
                    models.F("title"),
                    models.F("author"),
                    models.F("publisher"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="source_stems",
            ),
        ),
        migrations.RunSQL("ALTER INDEX source_stems ALTER COLUMN 1 SET STATISTICS 0", migrations.RunSQL.noop),
    ]
