WITH "s where 1" AS (
  SELECT "t"."no", "t"."amount"
  FROM "fine" AS "t"
  WHERE (("t"."amount" > 10) AND (NOT (("t"."agency" = 'y') OR ("t"."served" IS NULL))))
),
"s" AS (
  SELECT "t"."no", ("t"."amount" * 2) AS "twice"
  FROM "s where 1" AS "t"
)
SELECT "no", "twice"
FROM "s"
