// @ts-check
/** The page of a job that has not ended: it is loaded again when something has changed. */

const place = document.getElementById("job");
if (place)
  setInterval(async () => {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    const now = answer?.ok ? await answer.json() : { state: place.dataset.state };
    const seconds = document.getElementById("seconds");
    if (seconds && now.seconds !== undefined) seconds.textContent = now.seconds;
    if (now.state !== place.dataset.state) location.reload();
  }, 1000);
