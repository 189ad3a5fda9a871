WITH "s" AS (
  SELECT "t"."doc", "r"."party" AS "other_party", "r"."doc" AS "other_doc"
  FROM "fine" AS "t"
  JOIN "fine" AS "r" ON "r"."amount" = "t"."amount" AND ((coalesce(("t"."on_day" > "r"."on_day"), FALSE) OR (("t"."on_day" IS NOT NULL) AND ("r"."on_day" IS NULL))) OR (("t"."on_day" IS NOT DISTINCT FROM "r"."on_day") AND (coalesce(("t"."_rid" < "r"."_rid"), FALSE) OR (("t"."_rid" IS NOT NULL) AND ("r"."_rid" IS NULL)))))
)
SELECT "doc", "other_doc", "other_party"
FROM "s"
