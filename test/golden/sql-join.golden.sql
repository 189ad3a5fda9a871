WITH "s from 1" AS (
  SELECT "t"."no" AS "f__no", "t"."party" AS "f__party", "t"."served" AS "f__served"
  FROM "fine" AS "t"
),
"s joined 2" AS (
  SELECT "t"."f__no", "t"."f__party", "r"."sum" AS "p__sum"
  FROM "s from 1" AS "t"
  JOIN "paid" AS "r" ON "r"."doc" = "t"."f__no" AND ("r"."on_day" >= "t"."f__served")
),
"s" AS (
  SELECT "t"."f__no" AS "no", "t"."p__sum" AS "sum", "t"."f__party" AS "who"
  FROM "s joined 2" AS "t"
)
SELECT "no", "sum", "who"
FROM "s"
