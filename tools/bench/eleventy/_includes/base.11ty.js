export function render({ title, summary, page, content }) {
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>${title ?? ""} - Thị xã Mẫu</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="${summary ?? ""}">
<link rel="canonical" href="https://example.org${page.url}"></head>
<body><header><h1><a href="/">Thị xã Mẫu</a></h1><nav>${this.nav()}</nav></header>
<main>${content}</main><footer><p>Thị xã Mẫu</p></footer></body></html>`;
}
