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
"c" AS (
  SELECT "t"."_rid", "t"."who", "t"."day"
  FROM "event" AS "t"
  WHERE ("t"."kind" = 'C')
),
"s followed" AS (
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n", "r"."n" AS "after", "r"."day" AS "_next", "r"."_rid" AS "_next_rid"
  FROM "a" AS "t"
  JOIN "b" AS "r" ON "r"."who" = "t"."who" AND ((("r"."day" >= "t"."day") AND ("r"."day" <= ("t"."day" + CAST(CAST($p_days AS BIGINT) AS INTEGER)))) AND ("r"."_rid" <> "t"."_rid"))
),
"s nearest" AS (
  SELECT "_rid", "who", "day", "n", "after", "_next", "_next_rid"
  FROM (
    SELECT "t"."_rid", "t"."who", "t"."day", "t"."n", "t"."after", "t"."_next", "t"."_next_rid", row_number() OVER (PARTITION BY "t"."_rid" ORDER BY "t"."_next" ASC NULLS LAST, "t"."_next" ASC NULLS LAST, "t"."_next_rid" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST, "t"."after" ASC NULLS LAST, "t"."day" ASC NULLS LAST, "t"."n" ASC NULLS LAST, "t"."who" ASC NULLS LAST) AS "_nth"
    FROM "s followed" AS "t"
  ) AS "t"
  WHERE "_nth" = 1
),
"s" AS (
  SELECT "t"."n", "t"."after"
  FROM "s nearest" AS "t"
  ANTI JOIN "c" AS "r" ON "r"."who" = "t"."who" AND ((("r"."day" BETWEEN "t"."day" AND "t"."_next") AND ("r"."_rid" <> "t"."_rid")) AND ("r"."_rid" <> "t"."_next_rid"))
)
SELECT "n", "after"
FROM "s"
