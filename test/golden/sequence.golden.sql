WITH "a" AS (
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n"
  FROM "event" AS "t"
  WHERE ("t"."kind" = 'A')
),
"b" AS (
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n"
  FROM "event" AS "t"
  WHERE ("t"."kind" = 'B')
),
"s followed" AS (
  SELECT "t"."_rid", "t"."n", "r"."n" AS "after", "r"."day" AS "after_day", "r"."day" AS "_next"
  FROM "a" AS "t"
  JOIN "b" AS "r" ON "r"."who" = "t"."who" AND ((("r"."day" >= "t"."day") AND ("r"."day" <= ("t"."day" + CAST(CAST($p_days AS BIGINT) AS INTEGER)))) AND ("r"."_rid" <> "t"."_rid"))
),
"s nearest" AS (
  SELECT "n", "after", "after_day"
  FROM (
    SELECT "t"."n", "t"."after", "t"."after_day", row_number() OVER (PARTITION BY "t"."_rid" ORDER BY "t"."_next" ASC NULLS LAST, "t"."_next" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST, "t"."after" ASC NULLS LAST, "t"."after_day" ASC NULLS LAST, "t"."n" ASC NULLS LAST) AS "_nth"
    FROM "s followed" AS "t"
  ) AS "t"
  WHERE "_nth" = 1
),
"s" AS (
  SELECT "t"."n", "t"."after", "t"."after_day"
  FROM "s nearest" AS "t"
)
SELECT "n", "after", "after_day"
FROM "s"
