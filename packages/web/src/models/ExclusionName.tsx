/** What an exclusion is called. The numbers of the shared ones are the field's (E1–E12); a model's own are names for programs and left out. */
export const ExclusionName = ({ id, title }: { readonly id: string; readonly title: string }) => (
  <>
    {/^[A-Z]\d+$/.test(id) && <code className="soft">{id} </code>}
    {title}
  </>
)
