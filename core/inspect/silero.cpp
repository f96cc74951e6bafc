// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/child_process.h"
#include "core/base/shared_library.h"
#include "core/inspect/digest.h"
#include "core/inspect/onnx_api.h"
#include "core/inspect/speech_detector.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <stdexcept>

namespace assay
{

namespace
{

constexpr const char* libraryFile = "libonnxruntime.so.1";
constexpr const char* modelFile = "silero_vad_v6.onnx";
constexpr const char* modelHash = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3"; // SHA-256

constexpr std::size_t stretches = 8; // side by side in one run: twice as fast as one
constexpr std::size_t context = 64; // samples of the last window that the model sees again
constexpr std::size_t stateSize = 128; // the model's memory, twice, for each stretch
constexpr std::size_t warmUp
    = 156; // windows, 5 s: with 2 s, three times as much instrumental music is taken for speech
constexpr std::size_t stretchWindows = 1500; // 48 s of sound: the warm-up costs a tenth, the sound kept twice 25 MB
constexpr std::size_t chunkWindows = stretches * stretchWindows;

// The library, and the model in it. Made once, used by many threads.
class Model
{
public:
    Model(onnx::Table* table, const char* version, const std::string& bytes)
        : m_table(table)
        , m_name(fmt::format("Silero VAD v6 (sha256 {}) by ONNX Runtime {}", modelHash, version))
    {
        check(onnx::at<onnx::CreateEnv>(m_table, 3)(onnx::logFatal, "assay", &m_env));
        onnx::SessionOptions* options = nullptr;
        check(onnx::at<onnx::CreateSessionOptions>(m_table, 10)(&options));
        check(onnx::at<onnx::SetThreads>(m_table, 24)(options, 1)); // ours are the threads
        check(onnx::at<onnx::SetThreads>(m_table, 25)(options, 1));
        onnx::Status* const status = onnx::at<onnx::CreateSessionFromArray>(m_table, 8)(
            m_env, bytes.data(), bytes.size(), options, &m_session);
        onnx::at<onnx::Release<onnx::SessionOptions>>(m_table, 100)(options);
        check(status);
        check(onnx::at<onnx::CreateCpuMemoryInfo>(m_table, 69)(onnx::deviceAllocator, onnx::defaultMemory, &m_memory));
    }

    [[nodiscard]] const std::string& name() const { return m_name; }

    // A tensor over memory that outlives it.
    template <class T, std::size_t size>
    onnx::Tensor* tensor(std::span<T, size> data, std::span<const std::int64_t> shape, int element) const
    {
        onnx::Tensor* made = nullptr;
        check(onnx::at<onnx::CreateTensorWithData>(m_table, 49)(
            m_memory, data.data(), data.size_bytes(), shape.data(), shape.size(), element, &made));
        return made;
    }
    void release(onnx::Tensor* tensor) const { onnx::at<onnx::Release<onnx::Tensor>>(m_table, 96)(tensor); }

    void run(std::span<const char* const> inputNames, std::span<const onnx::Tensor* const> inputs,
        std::span<const char* const> outputNames, std::span<onnx::Tensor*> outputs) const
    {
        check(onnx::at<onnx::Run>(m_table, 9)(m_session, nullptr, inputNames.data(), inputs.data(), inputs.size(),
            outputNames.data(), outputs.size(), outputs.data()));
    }

private:
    void check(onnx::Status* status) const
    {
        if (status == nullptr)
            return;
        const std::string message = onnx::at<onnx::GetErrorMessage>(m_table, 2)(status);
        onnx::at<onnx::Release<onnx::Status>>(m_table, 93)(status);
        throw std::runtime_error("the speech detector failed: " + message);
    }

    onnx::Table* m_table;
    std::string m_name;
    onnx::Env* m_env = nullptr; // these live as long as the program
    onnx::Session* m_session = nullptr;
    onnx::MemoryInfo* m_memory = nullptr;
};

// One run of the model: a window of each stretch, and the memory from the last one to the next.
class Batch
{
public:
    explicit Batch(const Model& model)
        : m_model(model)
    {
        constexpr auto count = static_cast<std::int64_t>(stretches);
        constexpr std::array<std::int64_t, 2> inputShape { count, context + speechWindow };
        constexpr std::array<std::int64_t, 3> stateShape { 2, count, stateSize };
        constexpr std::array<std::int64_t, 2> outputShape { count, 1 };
        m_inputTensor = model.tensor(std::span(m_input), inputShape, onnx::elementFloat);
        for (std::size_t i : { 0U, 1U })
            m_stateTensors[i] = model.tensor(std::span(m_states[i]), stateShape, onnx::elementFloat);
        m_rateTensor = model.tensor(std::span(&m_rate, 1), {}, onnx::elementInt64);
        m_outputTensor = model.tensor(std::span(m_output), outputShape, onnx::elementFloat);
    }
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch()
    {
        for (onnx::Tensor* made : { m_inputTensor, m_stateTensors[0], m_stateTensors[1], m_rateTensor, m_outputTensor })
            m_model.release(made);
    }

    void forget() { m_states = {}; }

    // What the stretch hears next: the end of its last window and a new one.
    std::span<float> input(std::size_t stretch)
    {
        return std::span(m_input).subspan(stretch * (context + speechWindow), context + speechWindow);
    }

    // The probabilities of all stretches.
    std::span<const float> run()
    {
        static constexpr std::array inputNames { "input", "state", "sr" };
        static constexpr std::array outputNames { "output", "stateN" };
        const std::array<const onnx::Tensor*, 3> inputs { m_inputTensor, m_stateTensors[m_turn], m_rateTensor };
        std::array<onnx::Tensor*, 2> outputs { m_outputTensor, m_stateTensors[1 - m_turn] };
        m_model.run(inputNames, inputs, outputNames, outputs);
        m_turn = 1 - m_turn;
        return m_output;
    }

private:
    const Model& m_model;
    std::array<float, stretches*(context + speechWindow)> m_input {};
    std::array<std::array<float, 2 * stretches * stateSize>, 2> m_states {};
    std::array<float, stretches> m_output {};
    std::int64_t m_rate = speechRate;
    onnx::Tensor* m_inputTensor = nullptr;
    std::array<onnx::Tensor*, 2> m_stateTensors {};
    onnx::Tensor* m_rateTensor = nullptr;
    onnx::Tensor* m_outputTensor = nullptr;
    std::size_t m_turn = 0;
};

// A chunk of the programme is heard while the next one is collected, a few windows a block, so that no block takes
// long. Where chunks and stretches begin depends on the sound alone.
class Silero final : public SpeechDetector
{
public:
    explicit Silero(const Model& model)
        : m_model(model)
        , m_batch(model)
        , m_collected(before)
    {
    }

    std::string name() const override { return m_model.name(); }

    void hear(std::span<const float> samples) override
    {
        while (!samples.empty()) {
            const std::size_t room = before + chunkSamples - m_collected.size();
            const auto part = samples.first(std::min(room, samples.size()));
            m_collected.insert(m_collected.end(), part.begin(), part.end());
            samples = samples.subspan(part.size());
            const std::size_t filled = m_collected.size() - before;
            work(m_steps * filled / chunkSamples);
            if (filled == chunkSamples)
                begin(chunkWindows);
        }
    }

    std::vector<float> finish() override
    {
        work(m_steps);
        const std::size_t left = (m_collected.size() - before + speechWindow - 1) / speechWindow;
        if (left > 0) {
            m_collected.resize(before + (left + stretches) * speechWindow); // silence, for stretches of equal length
            begin(left);
            work(m_steps);
        }
        return std::move(m_probabilities);
    }

private:
    static constexpr std::size_t chunkSamples = chunkWindows * speechWindow;
    static constexpr std::size_t before = warmUp * speechWindow + context; // samples kept of the chunk before

    // The collected chunk of so many windows is heard from here on.
    void begin(std::size_t windows)
    {
        work(m_steps);
        std::swap(m_heard, m_collected);
        m_collected.assign(
            m_heard.end() - static_cast<std::ptrdiff_t>(std::min(before, m_heard.size())), m_heard.end());
        m_windows = windows;
        m_length = (windows + stretches - 1) / stretches;
        m_steps = warmUp + m_length;
        m_done = 0;
        m_first = m_probabilities.size();
        m_probabilities.resize(m_first + windows);
        m_batch.forget();
    }

    // Hears on, up to that step.
    void work(std::size_t upTo)
    {
        for (; m_done < upTo; ++m_done) {
            for (std::size_t s = 0; s < stretches; ++s) {
                const std::size_t at = (std::min(s * m_length, m_windows) + m_done) * speechWindow;
                const std::size_t count
                    = std::min(context + speechWindow, m_heard.size() - std::min(at, m_heard.size()));
                const auto input = m_batch.input(s);
                std::copy_n(m_heard.begin() + static_cast<std::ptrdiff_t>(at), count, input.begin());
                std::fill(input.begin() + static_cast<std::ptrdiff_t>(count), input.end(), 0.0F);
            }
            const std::span<const float> said = m_batch.run();
            for (std::size_t s = 0; s < stretches && m_done >= warmUp; ++s) {
                const std::size_t window = s * m_length + m_done - warmUp;
                if (window < m_windows)
                    m_probabilities[m_first + window] = said[s];
            }
        }
    }

    const Model& m_model;
    Batch m_batch;
    std::vector<float> m_collected; // what comes before the chunk, then the chunk as far as it is there
    std::vector<float> m_heard; // the same of the chunk that is being heard
    std::size_t m_windows = 0; // of that chunk
    std::size_t m_length = 0; // of a stretch, in windows
    std::size_t m_steps = 0; // runs that it takes
    std::size_t m_done = 0; // of these
    std::size_t m_first = 0; // its first window in the programme
    std::vector<float> m_probabilities;
};

tl::unexpected<Error> refused(ErrorCode code, std::string_view what)
{
    return fail(code, fmt::format("{}; packaging/install-speech.sh installs what is needed", what));
}

Result<std::unique_ptr<Model>> loadModel(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / modelFile;
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return refused(ErrorCode::notFound, "no speech detector is installed");
    const std::string bytes { std::istreambuf_iterator<char>(stream), {} };
    Digest digest(Digest::Kind::sha256);
    digest.update(std::as_bytes(std::span(bytes)));
    if (digest.finish() != modelHash)
        return refused(ErrorCode::unsupported, "the speech model is not the one that was tested");
    platform::SharedLibrary library;
    std::error_code ignored;
    const bool isOurs = std::filesystem::exists(folder / libraryFile, ignored);
    if (!library.load(isOurs ? folder / libraryFile : libraryFile))
        return refused(ErrorCode::notFound, fmt::format("ONNX Runtime cannot be loaded ({})", library.error()));
    auto* const getBase = library.function<onnx::GetApiBase>("OrtGetApiBase");
    const onnx::ApiBase* const base = getBase != nullptr ? getBase() : nullptr;
    onnx::Table* const table = base != nullptr ? base->getApi(onnx::apiVersion) : nullptr;
    if (table == nullptr)
        return refused(ErrorCode::unsupported, "the library in the place of ONNX Runtime is none, or too old");
    try {
        return std::make_unique<Model>(table, base->getVersion(), bytes);
    } catch (const std::exception& error) {
        return fail(ErrorCode::unsupported, error.what());
    }
}

} // namespace

std::filesystem::path speechFolder()
{
    return platform::programFile().parent_path().parent_path() / "lib" / "assay";
}

Result<std::unique_ptr<SpeechDetector>> makeSilero(const std::filesystem::path& folder)
{
    static std::mutex mutex;
    static std::map<std::filesystem::path, Result<std::unique_ptr<Model>>> models;
    const std::lock_guard lock(mutex);
    auto known = models.find(folder);
    if (known == models.end())
        known = models.emplace(folder, loadModel(folder)).first;
    if (!known->second)
        return tl::unexpected(known->second.error());
    try {
        return std::make_unique<Silero>(**known->second);
    } catch (const std::exception& error) {
        return fail(ErrorCode::unsupported, error.what());
    }
}

Result<std::unique_ptr<SpeechDetector>> installedDetector()
{
    return makeSilero(speechFolder());
}

} // namespace assay
