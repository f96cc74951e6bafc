// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/analyst.h"

#include "core/base/path.h"

#include <exception>
#include <memory>

namespace assay
{

namespace
{

std::filesystem::path nameOf(const MeasureJob& job)
{
    return fromUtf8(job.delivery.assets[job.programme.sources.front().asset].record.path);
}

Result<MeasuredProgramme> guarded(const MeasureJob& job, const MeasureOptions& options)
{
    try {
        return measureProgramme(job.programme, job.delivery, options);
    } catch (const std::exception& bug) {
        return fail(ErrorCode::internal, bug.what(), nameOf(job));
    }
}

} // namespace

PlannedAsset LocalAnalyst::look(const FoundFile& found)
{
    try {
        return planAsset(found);
    } catch (const std::exception& bug) {
        PlannedAsset asset;
        asset.file = found.file;
        asset.record.path = found.displayPath;
        asset.record.error = Error { ErrorCode::internal, bug.what(), fromUtf8(found.displayPath) };
        return asset;
    }
}

MeasureOutcome LocalAnalyst::measure(const MeasureJob& job)
{
    HashDesk desk(job.options.threads > 1);
    std::map<std::size_t, std::unique_ptr<AssetHasher>> hashers; // by asset
    for (const std::size_t index : job.hashed) {
        const PlannedAsset& asset = job.delivery.assets[index];
        const EssenceSource essence { asset.media.sound, asset.media.streams.size() == 1, asset.media.soundMd5 };
        hashers.emplace(
            index, std::make_unique<AssetHasher>(asset.file, asset.record.size, essence, desk, job.options.stop));
    }
    MeasureOptions options = job.options;
    options.waveform = job.waveformFile.has_value();
    options.listenerOf = [&](std::size_t asset) -> ReadListener* {
        const auto found = hashers.find(asset);
        return found == hashers.end() ? nullptr : found->second.get();
    };
    options.aside = [&] { return desk.serve(); };
    options.findingsOfSound = [&] {
        SoundFindings found;
        for (const auto& [index, hasher] : hashers) {
            if (const std::optional<Fault> fault = hasher->faultOfEssence())
                found.faults.push_back(*fault);
            found.verified = hasher->isEssenceAsStated();
        }
        return found;
    };
    MeasureOutcome outcome { guarded(job, options) };
    for (const auto& [index, hasher] : hashers) {
        auto hashes = hasher->finish();
        if (!hashes)
            hashes.error().file = fromUtf8(job.delivery.assets[index].record.path);
        outcome.hashes.emplace(index, std::move(hashes));
    }
    if (outcome.measured && outcome.measured->waveform) {
        const auto written = writeWaveform(*job.waveformFile, *outcome.measured->waveform);
        if (!written)
            outcome.notWritten = written.error();
        outcome.measured->waveform.reset();
    }
    return outcome;
}

} // namespace assay
