WITH "p" AS (
  SELECT "t"."agency"
  FROM "penalty" AS "t"
),
"q" AS (
  SELECT "t"."agency", count(*) AS "n"
  FROM "p" AS "t"
  GROUP BY "t"."agency"
),
"r" AS (
  SELECT "t"."n"
  FROM "q" AS "t"
),
"s" AS (
  SELECT DISTINCT "t"."n"
  FROM "r" AS "t"
)
SELECT "n"
FROM "s"
