WITH "p" AS (
  SELECT "t"."paid_doc" AS "doc", "t"."amount" AS "money"
  FROM "payment" AS "t"
),
"q" AS (
  SELECT "t"."fine" AS "money", "t"."doc"
  FROM "penalty" AS "t"
),
"s" AS (
  SELECT "doc", "money" FROM "p"
  UNION ALL
  SELECT "doc", "money" FROM "q"
)
SELECT "doc", "money"
FROM "s"
