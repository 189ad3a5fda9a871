WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  ANTI JOIN "payment" AS "r" ON "r"."paid_doc" = "t"."doc" AND ("r"."amount" > 100)
)
SELECT "doc"
FROM "s"
