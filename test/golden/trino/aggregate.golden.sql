WITH "s" AS (
  SELECT "t"."paid_doc", CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS "total", count(*) AS "n", count(CASE WHEN ("t"."amount" > 35) THEN 1 END) AS "big", count(DISTINCT "t"."paid_on") AS "days", min("t"."paid_on") AS "first", max_by("t"."receipt", ROW("t"."paid_on", "t"."receipt")) FILTER (WHERE "t"."paid_on" IS NOT NULL AND "t"."receipt" IS NOT NULL) AS "last_receipt", CAST(CAST(CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS DOUBLE) / nullif(CAST(count(*) AS DOUBLE), 0) AS DECIMAL(28, 6)) AS "share"
  FROM "payment" AS "t"
  WHERE ("t"."receipt" < 4)
  GROUP BY "t"."paid_doc"
)
SELECT "paid_doc", "total", "n", "big", "days", "first", "last_receipt", "share"
FROM "s"
