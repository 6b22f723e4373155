using System.Globalization;
using MmsQueue.Emulator;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Replays one dead letter for the front page; mmsq can replay many.</summary>
internal sealed class Replaying(DeadLetterBox letters, Action<string> clearFault, LiveBoard board)
{
    public const string Route = "/simulator/replay";

    private const string Usage =
        "Send a form: messageSid, index (from 0) and, optionally, clearFault=true to clear the injected fault first.\n";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task<IResult> HandleAsync(HttpRequest request, CancellationToken aborted)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(aborted) : null;
        var sid = form?["messageSid"].ToString();
        if (!Sid.IsMessage(sid)
            || !int.TryParse(form!["index"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || form["clearFault"].ToString() is not ("" or "true" or "false"))
        {
            return Results.Text(Usage, statusCode: 400);
        }

        return await ReplayAsync(sid!, index, form["clearFault"].ToString() is "true", aborted);
    }

    private async Task<IResult> ReplayAsync(string sid, int index, bool clears, CancellationToken aborted)
    {
        var key = LiveLetter.KeyOf(sid, index);
        LiveLetter? taken = null;
        try
        {
            if (await letters.ReplayAsync(sid, index, Before, aborted))
            {
                return Http.JsonResult(200, json => json.WriteString("replayed", key));
            }

            board.Remove(key);
            return Results.Text("No such dead letter: it was replayed or deleted, or another reader holds it.\n", statusCode: 404);
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            if (taken is not null)
            {
                board.Add(taken);
            }

            return Results.Text($"Cannot replay the dead letter: {e.Message}\n", statusCode: 502);
        }

        // Before it is sent: the worker can receive it immediately afterwards.
        void Before(DeadLetter letter)
        {
            taken = LiveLetter.From(letter);
            if (clears)
            {
                clearFault(letter.Job!.MediaUrl);
            }

            board.Remove(key);
            board.Change(sid, message => message.With(index, media => media.Replayed(board.Now)));
        }
    }
}
