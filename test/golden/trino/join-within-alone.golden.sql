WITH "s" AS (
  SELECT "t"."doc", "r"."respondent"
  FROM "fine" AS "t"
  JOIN "applied" AS "r" ON ("r"."day" BETWEEN date_add('day', (- CAST(? /* p_days */ AS BIGINT)), "t"."on_day") AND date_add('day', CAST(? /* p_days */ AS BIGINT), "t"."on_day"))
)
SELECT "doc", "respondent"
FROM "s"
