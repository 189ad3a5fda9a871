WITH "p" AS (
  SELECT "t"."agency", "t"."open"
  FROM "penalty" AS "t"
),
"q" AS (
  SELECT "agency", "open" FROM "p"
  UNION ALL
  SELECT "agency", "open" FROM "p"
),
"r" AS (
  SELECT "t"."agency", "t"."open"
  FROM "q" AS "t"
  GROUP BY "t"."agency", "t"."open"
),
"v" AS (
  SELECT "agency", "open" FROM "r"
  UNION ALL
  SELECT "agency", "open" FROM "r"
),
"s" AS (
  SELECT DISTINCT "t"."agency", "t"."open"
  FROM "v" AS "t"
)
SELECT "agency"
FROM "s"
