namespace MmsQueue.Local;

/// <summary>What a link shows while its photo is not there yet.</summary>
internal static class PendingPage
{
    public const string Html =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="2">
        <title>Your photo is on its way</title>
        <style>
          body { font: 1.25rem/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 90vh; margin: 1rem; text-align: center; color-scheme: light dark }
        </style>
        <main>
          <h1>Your photo is on its way</h1>
          <p>It will be here in a moment. This page looks again by itself.</p>
        </main>
        </html>

        """;
}
