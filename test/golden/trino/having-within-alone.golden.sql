WITH "s met" AS (
  SELECT "t"."_rid"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON ("r"."day" BETWEEN date_add('day', (- 1), "t"."on_day") AND date_add('day', 1, "t"."on_day"))
),
"s" AS (
  SELECT "t"."doc"
  FROM "fine" AS "t"
  WHERE EXISTS (SELECT 1 FROM "s met" AS "r" WHERE "r"."_rid" = "t"."_rid")
)
SELECT "doc"
FROM "s"
