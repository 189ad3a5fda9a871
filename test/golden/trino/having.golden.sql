WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  WHERE EXISTS (SELECT 1 FROM "payment" AS "r" WHERE "r"."paid_doc" = "t"."doc" AND ("r"."amount" > 100))
)
SELECT "doc"
FROM "s"
