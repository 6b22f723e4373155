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

    private async Task HandleAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var sid = form?["messageSid"].ToString();
        if (!Sid.IsMessage(sid)
            || !int.TryParse(form!["index"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || form["clearFault"].ToString() is not ("" or "true" or "false"))
        {
            await context.SendTextAsync(400, Usage);
            return;
        }

        await ReplayAsync(context, sid!, index, form["clearFault"].ToString() is "true");
    }

    private async Task ReplayAsync(HttpContext context, string sid, int index, bool clears)
    {
        var key = LiveLetter.KeyOf(sid, index);
        LiveLetter? taken = null;
        try
        {
            if (await letters.ReplayAsync(sid, index, Before, context.RequestAborted))
            {
                await context.SendJsonAsync(200, json => json.WriteString("replayed", key));
                return;
            }

            board.Remove(key);
            await context.SendTextAsync(404, "No such dead letter: it was replayed or deleted, or another reader holds it.\n");
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            if (taken is not null)
            {
                board.Add(taken);
            }

            await context.SendTextAsync(502, $"Cannot replay the dead letter: {e.Message}\n");
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
