WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  WHERE (NOT "t"."open")
)
SELECT "doc"
FROM "s"
