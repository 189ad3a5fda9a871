WITH "s selected 1" AS (
  SELECT "t"."no", "t"."amount", "t"."_rid"
  FROM "fine" AS "t"
),
"s numbered 2" AS (
  SELECT "t"."no", "t"."amount", row_number() OVER (ORDER BY "t"."amount" DESC NULLS LAST, "t"."no" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "_nth"
  FROM "s selected 1" AS "t"
),
"s" AS (
  SELECT "t"."no", "t"."amount"
  FROM "s numbered 2" AS "t"
  WHERE ("t"."_nth" <= 3)
)
SELECT "no", "amount"
FROM "s"
