WITH "s" AS (
  SELECT "t"."doc", "r"."amount" AS "paid"
  FROM "penalty" AS "t"
  JOIN "payment" AS "r" ON "r"."paid_doc" = "t"."doc"
)
SELECT "doc", "paid"
FROM "s"
