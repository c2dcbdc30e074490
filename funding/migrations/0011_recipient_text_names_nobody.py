"""The source's words for a recipient stand only where none is named: a body may be hidden, and they would name it."""

from django.db import migrations, models
from django.db.models import Q

NAMED = ["", "person"]


class Migration(migrations.Migration):
    dependencies = [("funding", "0010_lines_count_who_is_not_shown"), ("projects", "0004_history_without_folded")]
    operations = [
        migrations.RunSQL(
            "UPDATE funding_award SET recipient_text = '' WHERE recipient_text <> '' AND recipient_absent IN ('', 'person')",
            migrations.RunSQL.noop,
        ),
        # What the rules noted of these rows is looked at before the table is changed.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AddConstraint(
            "award",
            models.CheckConstraint(
                condition=Q(recipient_text="") | ~Q(recipient_absent__in=NAMED),
                name="award_recipient_text_names_nobody",
                violation_error_message=(
                    "The source's words stand only where no recipient is named, and for a reason other than a person."
                ),
            ),
        ),
    ]
