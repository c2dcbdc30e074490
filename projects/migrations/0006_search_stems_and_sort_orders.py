"""The stems that search looks for, in French and English without accents, and an index for each way to sort."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from projects.steps import together

# Letters with marks become plain, marks between words become spaces, as in 0001; the rest is left to the parser of words.
MARKED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšž’'`´-–—.,;:/()«»\"&\u00a0\u202f"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyysz" + 20 * " "

# Both languages stand in one vector: no source says in which one a title is. The bodies are bound when they are made
# (RETURN): a restored database has no search path yet when it builds its indexes.
WORDS = f"""
CREATE FUNCTION plain_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(replace(replace(lower(coalesce(value, '')), 'œ', 'oe'), 'æ', 'ae'), $q${MARKED}$q$, $q${PLAIN}$q$);
CREATE FUNCTION stems_of(plain text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('french', plain) || to_tsvector('english', plain);
CREATE FUNCTION search_words(name text, second text DEFAULT '', third text DEFAULT '', fourth text DEFAULT '')
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN stems_of(plain_words(name || ' ' || coalesce(second, '') || ' ' || coalesce(third, '') || ' ' || coalesce(fourth, '')));
CREATE FUNCTION search_query(value text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN plainto_tsquery('french', plain_words(value)) || plainto_tsquery('english', plain_words(value));
"""
NO_WORDS = """
DROP FUNCTION search_query(text);
DROP FUNCTION search_words(text, text, text, text);
DROP FUNCTION stems_of(text);
DROP FUNCTION plain_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_facts_are_found_by_register_and_key"),
    ]

    operations = together(
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.AddIndex(
            model_name="boardmembership",
            index=models.Index(fields=["register", "kind"], name="seat_by_kind"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("name_en"),
                    models.F("acronym"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="organization_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "sector"], name="organization_by_sector"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "region"], name="organization_by_region"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "folded", "id"], name="organization_by_name"),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="organization_name_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["register", "folded", "id"], name="person_by_name"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("title_en"),
                    models.F("summary"),
                    models.F("outcome"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="project_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "folded", "id"], name="project_by_title"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "stage"], name="project_by_stage"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "status"], name="project_by_status"),
        ),
    )
