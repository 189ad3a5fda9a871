WITH "s" AS (
  SELECT count("t"."paid_doc") AS "n", bool_or(("t"."amount" > 100)) AS "any"
  FROM "payment" AS "t"
)
SELECT "n", "any"
FROM "s"
