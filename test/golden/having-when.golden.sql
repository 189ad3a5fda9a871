WITH "s" AS (
  SELECT "t"."doc"
  FROM "fine" AS "t"
  SEMI JOIN "applied" AS "r" ON "r"."respondent" = "t"."party" AND ("r"."target" > 50) AND ("r"."day" < "t"."on_day")
)
SELECT "doc"
FROM "s"
