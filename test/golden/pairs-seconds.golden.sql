WITH "s" AS (
  SELECT "t"."at", "r"."at" AS "other_at"
  FROM "applied" AS "t"
  JOIN "applied" AS "r" ON "r"."respondent" = "t"."respondent" AND ((((("t"."at" < "r"."at") IS TRUE) OR (("t"."at" IS NOT NULL) AND ("r"."at" IS NULL))) OR (("t"."at" IS NOT DISTINCT FROM "r"."at") AND ((("t"."_rid" < "r"."_rid") IS TRUE) OR (("t"."_rid" IS NOT NULL) AND ("r"."_rid" IS NULL))))) AND ("r"."at" BETWEEN ("t"."at" + to_minutes(CAST((- 20) AS INTEGER))) AND ("t"."at" + to_minutes(CAST(20 AS INTEGER)))))
)
SELECT "at", "other_at"
FROM "s"
