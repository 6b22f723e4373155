using System.Globalization;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>Puts one dead letter back on its way, as the front page asks; mmsq does so with many.</summary>
internal sealed class Replaying(DeadLetterBox letters, MediaStore store, LiveBoard board)
{
    public const string Route = "/simulator/replay";

    private const string Usage = "The request must be a form: messageSid, index (from 0), and mend=true if the simulator is to forget the media's fault first.\n";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var sid = form?["messageSid"].ToString();
        if (!Sid.IsMessage(sid)
            || !int.TryParse(form!["index"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || form["mend"].ToString() is not ("" or "true" or "false"))
        {
            await context.SendTextAsync(400, Usage);
            return;
        }

        await ReplayAsync(context, sid!, index, form["mend"].ToString() is "true");
    }

    private async Task ReplayAsync(HttpContext context, string sid, int index, bool mend)
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
            await context.SendTextAsync(404, "There is no such dead letter: it was replayed or deleted, or somebody else holds it at this moment.\n");
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            if (taken is not null)
            {
                board.Add(taken);
            }

            await context.SendTextAsync(502, $"The queues do not answer as they should: {e.Message}\n");
        }

        // Told before it is sent: the worker may have it the moment after.
        void Before(DeadLetter letter)
        {
            taken = LiveLetter.From(letter);
            if (mend)
            {
                store.Mend(letter.Job!.MediaUrl.Split('/')[^1]);
            }

            board.Remove(key);
            board.Change(sid, message => message.With(index, media => media.Replayed(board.Now)));
        }
    }
}
