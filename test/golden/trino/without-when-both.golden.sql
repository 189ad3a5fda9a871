WITH "s met" AS (
  SELECT "t"."_rid"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ((abs(("t"."amount" - "r"."target")) < 1) OR ("r"."number" = "t"."doc"))
),
"s" AS (
  SELECT "t"."doc"
  FROM "fine" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "s met" AS "r" WHERE "r"."_rid" = "t"."_rid")
)
SELECT "doc"
FROM "s"
