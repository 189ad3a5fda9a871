WITH "s neighbours 1" AS (
  SELECT "t"."_rid", "t"."no", "t"."agency", "t"."party", "t"."amount", row_number() OVER (PARTITION BY "t"."party" ORDER BY "t"."served" ASC NULLS LAST, "t"."no" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "_over_1", lag("t"."no") OVER (PARTITION BY "t"."party" ORDER BY "t"."served" ASC NULLS LAST, "t"."no" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "_over_2"
  FROM "fine" AS "t"
),
"s neighbours 2" AS (
  SELECT "t"."no", "t"."party", "t"."_over_1", "t"."_over_2", CAST(sum("t"."amount") OVER (PARTITION BY "t"."agency") AS DECIMAL(28, 6)) AS "_over_3"
  FROM "s neighbours 1" AS "t"
),
"s" AS (
  SELECT "t"."no", "t"."party", "t"."_over_1" AS "nth", "t"."_over_2" AS "before", "t"."_over_3" AS "of_agency"
  FROM "s neighbours 2" AS "t"
)
SELECT "no", "party", "nth", "before", "of_agency"
FROM "s"
