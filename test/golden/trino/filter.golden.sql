WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  WHERE (("t"."fine" > 60) AND "t"."open")
)
SELECT "doc"
FROM "s"
