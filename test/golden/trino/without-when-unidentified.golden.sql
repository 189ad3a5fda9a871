WITH "u" AS (
  SELECT "party", "doc", "amount" FROM "fine"
  UNION ALL
  SELECT "party", "doc", "amount" FROM "fine"
),
"s met apart" AS (
  SELECT "t"."party", "t"."amount"
  FROM "u" AS "t"
  GROUP BY "t"."party", "t"."amount"
),
"s met" AS (
  SELECT "t"."party", "t"."amount"
  FROM "s met apart" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ((abs(("t"."amount" - "r"."target")) < 1) OR ("t"."party" IS NULL))
),
"s" AS (
  SELECT "t"."doc"
  FROM "u" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "s met" AS "r" WHERE "r"."party" IS NOT DISTINCT FROM "t"."party" AND "r"."amount" IS NOT DISTINCT FROM "t"."amount")
)
SELECT "doc"
FROM "s"
