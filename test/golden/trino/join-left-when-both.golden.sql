WITH "s met" AS (
  SELECT "t"."_rid", "r"."target" AS "_other_target"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND (abs(("t"."amount" - "r"."target")) < 1)
),
"s" AS (
  SELECT "t"."doc", "r"."_other_target" AS "target"
  FROM "fine" AS "t"
  LEFT JOIN "s met" AS "r" ON "r"."_rid" = "t"."_rid"
)
SELECT "doc", "target"
FROM "s"
