// @ts-check
/** The page of a publication that has not ended: it is loaded again when something has changed. */

const place = document.getElementById("publication");
if (place)
  setInterval(async () => {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    if (answer?.ok && (await answer.json()).state !== place.dataset.state) location.reload();
  }, 1000);
