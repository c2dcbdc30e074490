"""Extensions, the type of partial dates, and the functions that constraints and stored columns use."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# Letters with marks, in the order of their plain twins: French, and what names of organizations here hold besides.
MARKED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšž’'`´-–—.,;:/()«»\"&\u00a0\u202f"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyysz" + 20 * " "
assert len(MARKED) == len(PLAIN), (len(MARKED), len(PLAIN))

FOLD = f"""
CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
  SELECT btrim(regexp_replace(
    translate(replace(replace(lower(value), 'œ', 'oe'), 'æ', 'ae'), $q${MARKED}$q$, $q${PLAIN}$q$), '\\s+', ' ', 'g'))
$body$;
"""

# The cast refuses the 30th of February.
PARTIAL_DATE = r"""
CREATE DOMAIN partial_date AS varchar(10)
  CHECK (VALUE ~ '^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$'
    AND (length(VALUE) < 10 OR VALUE::date IS NOT NULL));
"""

# '2021-03' may be before '2021': only the part that both say is compared.
IN_ORDER = """
CREATE FUNCTION partial_dates_in_order(first text, last text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$
  SELECT coalesce(first, '') = '' OR coalesce(last, '') = ''
      OR left(first, least(length(first), length(last))) <= left(last, least(length(first), length(last)))
$body$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION fold(text)"),
        migrations.RunSQL(PARTIAL_DATE, "DROP DOMAIN partial_date"),
        migrations.RunSQL(IN_ORDER, "DROP FUNCTION partial_dates_in_order(text, text)"),
    ]
