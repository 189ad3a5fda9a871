WITH "s days" AS (
  SELECT "t"."doc", CASE WHEN ("c2"."n" - "c1"."n") IS NOT NULL THEN greatest(("c2"."n" - "c1"."n"), 0) END AS "_workdays_1"
  FROM "penalty" AS "t"
  LEFT JOIN "calendar" AS "c1" ON "c1"."d" = "t"."served"
  LEFT JOIN "calendar" AS "c2" ON "c2"."d" = DATE '2024-03-08'
),
"s" AS (
  SELECT "t"."doc"
  FROM "s days" AS "t"
  WHERE ("t"."_workdays_1" < 20)
)
SELECT "doc"
FROM "s"
