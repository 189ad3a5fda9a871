WITH "s" AS (
  SELECT "t"."doc" AS "number", ("t"."fine" * 2) AS "twice"
  FROM "penalty" AS "t"
)
SELECT "number", "twice"
FROM "s"
