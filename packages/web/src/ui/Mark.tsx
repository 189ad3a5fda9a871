/** The one-horned beast in its shield. Decoration: the product's name always stands beside it. */
export const Mark = ({ className }: { readonly className?: string }) => (
  <img src="/mark.svg" alt="" width={30} height={30} className={className} />
)
