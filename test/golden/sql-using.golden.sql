WITH "s from 1" AS (
  SELECT "t"."no" AS "fine__no", "t"."party" AS "fine__party"
  FROM "fine" AS "t"
),
"s joined 2" AS (
  SELECT "t"."fine__no", "t"."fine__party", "r"."doc" AS "court__doc"
  FROM "s from 1" AS "t"
  JOIN "court" AS "r" ON "r"."party" = "t"."fine__party"
),
"s" AS (
  SELECT "t"."fine__party" AS "party", "t"."fine__no" AS "no", "t"."court__doc" AS "doc"
  FROM "s joined 2" AS "t"
)
SELECT "party", "no", "doc"
FROM "s"
