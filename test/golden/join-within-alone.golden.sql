WITH "s" AS (
  SELECT "t"."doc", "r"."respondent"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON ("r"."day" BETWEEN ("t"."on_day" + CAST((- CAST($p_days AS BIGINT)) AS INTEGER)) AND ("t"."on_day" + CAST(CAST($p_days AS BIGINT) AS INTEGER)))
)
SELECT "doc", "respondent"
FROM "s"
