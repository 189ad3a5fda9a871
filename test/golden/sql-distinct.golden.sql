WITH "s selected 1" AS (
  SELECT "t"."agency", "t"."served"
  FROM "fine" AS "t"
),
"s" AS (
  SELECT DISTINCT "t"."agency", "t"."served"
  FROM "s selected 1" AS "t"
)
SELECT "agency", "served"
FROM "s"
