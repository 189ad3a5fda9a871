WITH "s" AS (
  SELECT "t"."doc"
  FROM "fine" AS "t"
  WHERE EXISTS (SELECT 1 FROM "applied" AS "r" WHERE "r"."respondent" = "t"."party" AND ("r"."target" > 50) AND ("r"."day" < "t"."on_day"))
)
SELECT "doc"
FROM "s"
