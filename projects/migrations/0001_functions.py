"""Extensions, the type of partial dates, and the functions that constraints and stored columns use."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# Letters with marks, in the order of their plain twins: French, and what names of organizations here hold besides.
MARKED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšž’'`´-–—.,;:/()«»\"&\u00a0\u202f"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyysz" + 20 * " "
assert len(MARKED) == len(PLAIN), (len(MARKED), len(PLAIN))

# PostgreSQL's translate() walks through its list for each letter of a text, and finds most of them nowhere: the letters that
# are already plain stand first, each for itself, in the order of how often French and English use them. The later twin of a
# letter is never reached. 100,000 titles take half of the time (2026-11).
OFTEN, OFTEN_PLAIN = " eaisntruolédcmp'’vq", " eaisntruoledcmp  vq"
SELDOM = "gfbhjxykwz0123456789"
OTHER_SPACES = "\t\n\v\f\r\u0085\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u205f\u3000"
# Each step makes runs of so many spaces one; together they leave none of any length up to 60,000, tried one by one.
RUNS = (400, 60, 12, 5, 3, 2, 2)


def translated(value: str, others: str = "") -> str:
    """The SQL of a text without capitals and marks, the other letters as spaces."""
    marked, plain = OFTEN + SELDOM + MARKED + others, OFTEN_PLAIN + SELDOM + PLAIN + " " * len(others)
    return f"translate(replace(replace(lower({value}), 'œ', 'oe'), 'æ', 'ae'), $q${marked}$q$, $q${plain}$q$)"


def fold() -> str:
    body = translated("value", OTHER_SPACES)
    for run in RUNS:
        body = f"replace({body}, '{' ' * run}', ' ')"
    return f"""
CREATE FUNCTION fold(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
  SELECT btrim({body})
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


# What search looks for, in French and English without accents; marks are left to the parser of words.
# Both languages stand in one vector: no source says in which one a title is. The bodies are bound when they are made
# (RETURN): a restored database has no search path yet when it builds its indexes.
WORDS = f"""
CREATE FUNCTION plain_words(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN {translated("coalesce(value, '')")};
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
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        migrations.RunSQL(fold(), "DROP FUNCTION fold(text)"),
        migrations.RunSQL(PARTIAL_DATE, "DROP DOMAIN partial_date"),
        migrations.RunSQL(IN_ORDER, "DROP FUNCTION partial_dates_in_order(text, text)"),
        migrations.RunSQL(WORDS, NO_WORDS),
    ]
