using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq purge.</summary>
internal static class PurgeCommand
{
    public static Command Create(CommonOptions common)
    {
        var choice = new ChoiceOptions();
        var file = new Option<string>("--file") { Description = "Where they are written before they are deleted, one JSON line each. Default: dead-letters-TIME.jsonl here.", HelpName = "FILE" };
        var command = new Command("purge", "Writes dead letters to a file, and only then deletes them.") { file };
        choice.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) => RunAsync(context, choice.Read(result), result.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Choice choice, string? file, CancellationToken cancellationToken)
    {
        choice.CheckCanAsk();
        await using var held = await Look.AtAsync(context, choice.Filter, cancellationToken);
        var letters = choice.Of(held);
        var ids = letters.Select(letter => letter.Id).ToHashSet(StringComparer.Ordinal);
        await held.KeepAsync(letter => ids.Contains(letter.Id));
        if (choice.DryRun)
        {
            ReplayAnswer.TellPlan(context.Screen, letters);
            return 0;
        }

        if (letters.Count > 0 && !choice.Yes && !context.Screen.Confirm($"Delete {LetterText.Count(letters)}?"))
        {
            context.Screen.Fail("Nothing was done.");
            return 1;
        }

        file ??= $"dead-letters-{context.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.jsonl";
        return await DeleteAsync(context.Screen, held, letters, file, cancellationToken);
    }

    private static async Task<int> DeleteAsync(Screen screen, HeldLetters held, IReadOnlyList<DeadLetter> letters, string file, CancellationToken cancellationToken)
    {
        if (letters.Count > 0)
        {
            await WriteAsync(file, letters, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var failed = await held.DeleteAsync(letters);
        if (screen.IsJson)
        {
            screen.AnswerJson(json =>
            {
                json.WriteNumber("deleted", letters.Count - failed.Count);
                json.WriteString("file", letters.Count > 0 ? file : null);
                LetterText.WriteReasons(json, letters);
            });
        }
        else
        {
            var where = letters.Count > 0 ? $" They are in {file}." : "";
            screen.Answer(string.Create(CultureInfo.InvariantCulture, $"Deleted {letters.Count - failed.Count} of {LetterText.Count(letters)}.{where}"));
        }

        foreach (var (id, why) in failed)
        {
            screen.Fail($"{id}: not deleted: {why}");
        }

        return failed.Count == 0 ? 0 : 1;
    }

    private static async Task WriteAsync(string file, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            foreach (var letter in letters)
            {
                await stream.WriteAsync(Line(letter), cancellationToken);
            }

            // To the disk itself: after this they are nowhere else.
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MmsqException($"{file} cannot be written: {e.Message} Nothing was deleted. Give another --file.", e);
        }
    }

    private static ReadOnlyMemory<byte> Line(DeadLetter letter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Screen.Plain }))
        {
            json.WriteStartObject();
            LetterText.WriteWhole(json, letter);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
