WITH "s" AS (
  SELECT "paid_doc", "receipt"
  FROM (
    SELECT "t"."paid_doc", "t"."receipt", row_number() OVER (PARTITION BY "t"."paid_doc" ORDER BY "t"."paid_on" DESC NULLS LAST, "t"."_rid" ASC NULLS LAST) AS "_nth"
    FROM "payment" AS "t"
  ) AS "t"
  WHERE "_nth" = 1
)
SELECT "paid_doc", "receipt"
FROM "s"
