WITH "s from 1" AS (
  SELECT "t"."party" AS "p__party"
  FROM "paid" AS "t"
),
"s joined 2" AS (
  SELECT "t"."p__party", "r"."doc" AS "c__doc"
  FROM "s from 1" AS "t"
  JOIN "court" AS "r" ON "r"."party" = "t"."p__party"
),
"s met 3" AS (
  SELECT "t"."p__party"
  FROM "s joined 2" AS "t"
  WHERE EXISTS (SELECT 1 FROM "paid" AS "r" WHERE "r"."doc" = "t"."c__doc")
),
"s met 4" AS (
  SELECT "t"."no"
  FROM "fine" AS "t"
  WHERE EXISTS (SELECT 1 FROM "s met 3" AS "r" WHERE "r"."p__party" = "t"."party")
),
"s" AS (
  SELECT "t"."no"
  FROM "s met 4" AS "t"
)
SELECT "no"
FROM "s"
