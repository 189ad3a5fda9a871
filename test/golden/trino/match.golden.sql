WITH "s way 1" AS (
  SELECT "t"."doc", "r"."target", 'A' AS "grade"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON "r"."number" = "t"."doc"
),
"s after 1" AS (
  SELECT "t"."_rid", "t"."party", "t"."doc", "t"."amount"
  FROM "fine" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "applied" AS "r" WHERE "r"."number" = "t"."doc")
),
"s way 2" AS (
  SELECT "t"."doc", "r"."target", 'B' AS "grade"
  FROM "s after 1" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND (abs(("t"."amount" - "r"."target")) < 1)
),
"s way 2 hit" AS (
  SELECT "t"."_rid"
  FROM "s after 1" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND (abs(("t"."amount" - "r"."target")) < 1)
),
"s after 2" AS (
  SELECT "t"."party", "t"."doc"
  FROM "s after 1" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "s way 2 hit" AS "r" WHERE "r"."_rid" = "t"."_rid")
),
"s way 3" AS (
  SELECT "t"."doc", "r"."target", 'C' AS "grade"
  FROM "s after 2" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."party"
),
"s" AS (
  SELECT "doc", "target", "grade" FROM "s way 1"
  UNION ALL
  SELECT "doc", "target", "grade" FROM "s way 2"
  UNION ALL
  SELECT "doc", "target", "grade" FROM "s way 3"
)
SELECT "doc", "target", "grade"
FROM "s"
