WITH "s" AS (
  SELECT "t"."doc", "r"."receipt"
  FROM "penalty" AS "t"
  LEFT JOIN "payment" AS "r" ON "r"."paid_doc" = "t"."doc"
)
SELECT "doc", "receipt"
FROM "s"
