WITH "s from 1" AS (
  SELECT "t"."no" AS "f__no"
  FROM "fine" AS "t"
),
"s joined 2" AS (
  SELECT "t"."f__no", "r"."sum" AS "p__sum", "r"."on_day" AS "p__on_day"
  FROM "s from 1" AS "t"
  LEFT JOIN "paid" AS "r" ON "r"."doc" = "t"."f__no" AND ("r"."sum" > 5)
),
"s met apart 3" AS (
  SELECT "t"."f__no", "t"."p__on_day"
  FROM "s joined 2" AS "t"
  GROUP BY "t"."f__no", "t"."p__on_day"
),
"s met 3" AS (
  SELECT "t"."f__no", "t"."p__on_day", "r"."filed" AS "_other_filed"
  FROM "s met apart 3" AS "t"
  JOIN "court" AS "r" ON "r"."doc" = "t"."f__no" AND (("r"."filed" > "t"."p__on_day") OR ("t"."p__on_day" IS NULL))
),
"s joined 3" AS (
  SELECT "t"."f__no", "t"."p__sum", "r"."_other_filed" AS "c__filed"
  FROM "s joined 2" AS "t"
  LEFT JOIN "s met 3" AS "r" ON "r"."f__no" IS NOT DISTINCT FROM "t"."f__no" AND "r"."p__on_day" IS NOT DISTINCT FROM "t"."p__on_day"
),
"s" AS (
  SELECT "t"."f__no" AS "no", "t"."p__sum" AS "sum", "t"."c__filed" AS "filed"
  FROM "s joined 3" AS "t"
)
SELECT "no", "sum", "filed"
FROM "s"
