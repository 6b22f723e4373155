using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq show.</summary>
internal static class ShowCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("ID") { Description = "The ID or ID prefix, as dlq list shows it." };
        var command = new Command("show", "Shows one dead letter, whole.") { id };
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            var letter = await FindAsync(context, result.GetValue(id)!, cancellationToken);
            var link = letter.Job is { } job && context.Stack.PublicBaseUrl is { } links ? $"{links.TrimEnd('/')}/{job.Key}" : null;
            if (context.Screen.IsJson)
            {
                context.Screen.AnswerJson(json =>
                {
                    LetterText.WriteWhole(json, letter);
                    json.WriteString("link", link);
                });
            }
            else
            {
                Write(context.Screen, letter, link);
            }

            return 0;
        });
        return command;
    }

    /// <summary>The one that is meant among those whose id begins so.</summary>
    public static DeadLetter Single(IReadOnlyList<DeadLetter> letters, string id) => letters switch
    {
        [var letter] => letter,
        [] => throw new MmsqException($"No dead letter has the id {id}: it was replayed or deleted, or is held by another reader. Look with mmsq dlq list."),
        _ => throw new MmsqException(string.Create(CultureInfo.InvariantCulture, $"The id {id} is the beginning of {letters.Count} dead letters' ids. Give more of it.")),
    };

    private static async Task<DeadLetter> FindAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        await using var held = await Look.AtAsync(context, DeadLetterFilter.Any with { Id = id }, cancellationToken);
        return Single(held.Letters, id);
    }

    private static void Write(Screen screen, DeadLetter letter, string? link)
    {
        screen.Table(["WHAT", "VALUE"], [.. LetterText.Rows(letter, link)]);
        screen.Answer("");
        screen.Answer(Body(letter.Message.Body));
    }

    private static string Body(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = Screen.Plain }))
            {
                json.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Screen.Clean(body);
        }
    }
}
