WITH "s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  SEMI JOIN "payment" AS "r" ON "r"."paid_doc" = "t"."doc" AND ("r"."amount" > 100)
)
SELECT "doc"
FROM "s"
