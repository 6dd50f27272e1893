export const data = { layout: "base.11ty.js" };
export function render({ title, page, category, keywords, content }) {
  return `<article><h1>${title}</h1><p><time>${page.date.toISOString()}</time> <a href="${this.categoryUrl(category)}">${category}</a></p>
${content}<p>${keywords.join(", ")}</p></article>
<section><h3>Tin liên quan</h3><ul>${this.related(page.url)}</ul></section>`;
}
