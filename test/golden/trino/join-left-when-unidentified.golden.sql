WITH "u" AS (
  SELECT "party", "doc", "amount", "text" FROM "fine"
  UNION ALL
  SELECT "party", "doc", "amount", "text" FROM "fine"
),
"s met apart" AS (
  SELECT "t"."party", "t"."amount", "t"."text"
  FROM "u" AS "t"
  GROUP BY "t"."party", "t"."amount", "t"."text"
),
"s met" AS (
  SELECT "t"."party", "t"."amount", "t"."text", "r"."number" AS "_other_number"
  FROM "s met apart" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ((abs(("t"."amount" - "r"."target")) < 1) OR ("r"."name" = "t"."text"))
),
"s" AS (
  SELECT "t"."doc", "r"."_other_number" AS "number"
  FROM "u" AS "t"
  LEFT JOIN "s met" AS "r" ON "r"."party" IS NOT DISTINCT FROM "t"."party" AND "r"."amount" IS NOT DISTINCT FROM "t"."amount" AND "r"."text" IS NOT DISTINCT FROM "t"."text"
)
SELECT "doc", "number"
FROM "s"
